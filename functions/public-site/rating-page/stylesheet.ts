export const stylesheet = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2430, #e3e8ef);
  --soft: light-dark(#556072, #a3afbf);
  --line: light-dark(#c9d1dc, #3a4556);
  --control: light-dark(#7d899b, #7a8799);
  --page: light-dark(#f3f5f8, #12171f);
  --panel: light-dark(#ffffff, #181f29);
  --accent: light-dark(#1558b0, #7db4ff);
  --on-accent: light-dark(#ffffff, #10151c);
  --fault: light-dark(#a3211a, #ff9b93);
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: clamp(1rem, 6vh, 5rem) 1rem; background: var(--page); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main {
  max-width: 34rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 2.5rem);
  background: var(--panel); border: 1px solid var(--line); border-radius: .75rem;
}
h1 { margin: 0 0 .35rem; font-size: 1.75rem; line-height: 1.2; }
p { margin: 0 0 1rem; }
strong { white-space: nowrap; }
.about, .hint { color: var(--soft); }
.hint { margin: .3rem 0 0; font-size: .9rem; }
.fault { padding: .7rem .9rem; color: var(--fault); border: 2px solid currentColor; border-radius: .5rem; }
fieldset { margin: 1.5rem 0; padding: 0; border: 0; }
legend { padding: 0; margin-bottom: .6rem; font-weight: 600; }
.scores { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .75rem; }
.score { position: relative; display: block; cursor: pointer; }
.score input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.score span {
  display: grid; justify-items: center; gap: .4rem; padding: .9rem .3rem; font-weight: 600;
  border: 2px solid var(--control); border-radius: .6rem;
}
.score svg { width: 2.5rem; height: 2.5rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
.score input:hover + span { border-color: var(--accent); }
.score input:checked + span { color: var(--accent); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.score input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
.comment { display: block; margin-bottom: .4rem; font-weight: 600; }
textarea {
  width: 100%; padding: .6rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 2px solid var(--control); border-radius: .5rem; resize: vertical;
}
textarea:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button {
  margin-top: 1.5rem; padding: .7rem 1.6rem; font: inherit; font-weight: 600; color: var(--on-accent);
  background: var(--accent); border: 2px solid transparent; border-radius: .5rem; cursor: pointer;
}
a { color: var(--accent); }
@media (forced-colors: active) { .score input:checked + span { outline: 3px solid Highlight; } }
`;
