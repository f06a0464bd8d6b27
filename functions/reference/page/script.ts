/** Search in the list of operations; the page reads well without it. */
export const script = `'use strict';
const search = document.getElementById('search');
const groups = [...document.querySelectorAll('nav section')];
search.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const group of groups) {
    const entries = [...group.querySelectorAll('li')];
    for (const entry of entries) {
      const text = entry.textContent.toLowerCase();
      entry.hidden = !words.every((word) => text.includes(word));
    }
    group.hidden = words.length > 0 && entries.every((entry) => entry.hidden);
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  }
});
`;
