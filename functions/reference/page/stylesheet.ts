export const stylesheet = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2430, #e3e8ef);
  --soft: light-dark(#5b6778, #9aa6b6);
  --line: light-dark(#e2e7ee, #2b3442);
  --page: light-dark(#ffffff, #12171f);
  --panel: light-dark(#f6f8fa, #181f29);
  --link: light-dark(#1558b0, #7db4ff);
  --get: light-dark(#14713d, #5fd08f);
  --post: light-dark(#1558b0, #7db4ff);
  --put: light-dark(#8a5a00, #e8b95c);
  --patch: light-dark(#8a5a00, #e8b95c);
  --delete: light-dark(#b3261e, #ff9b93);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0; display: grid; grid-template-columns: 20rem minmax(0, 1fr);
  background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem 1rem 3rem;
  background: var(--panel); border-right: 1px solid var(--line);
}
nav .brand { font-size: 1.25rem; font-weight: 700; color: var(--ink); }
nav input {
  width: 100%; margin: .9rem 0 .4rem; padding: .45rem .7rem; font: inherit; font-size: .9rem;
  color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: .4rem;
}
nav h2 { margin: 1.1rem 0 .25rem; font-size: .8rem; }
nav h2 a { color: var(--soft); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a {
  display: grid; grid-template-columns: 3.6rem minmax(0, 1fr); align-items: baseline; column-gap: .4rem;
  padding: .22rem .3rem; border-radius: .35rem; color: var(--ink); font-size: .875rem; line-height: 1.35;
}
nav li a:hover { background: var(--line); text-decoration: none; }
nav li small { grid-column: 2; color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
main { padding: 2rem clamp(1rem, 5vw, 4rem) 6rem; max-width: 62rem; }
h1 { margin: 0 0 .5rem; font-size: 2rem; }
h1 small { font-size: 1rem; font-weight: 400; color: var(--soft); }
.group > h2 { margin: 3.5rem 0 0; padding-bottom: .4rem; font-size: 1.5rem; border-bottom: 2px solid var(--line); }
h2::first-letter { text-transform: uppercase; }
.operation, .shape { padding: 1.6rem 0 1.4rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 .35rem; font-size: 1.15rem; }
h3 a { color: inherit; }
h4 { margin: 1.2rem 0 .3rem; font-size: .85rem; color: var(--soft); }
p { margin: .4rem 0; }
.address + p { margin-top: .8rem; }
.address .method { margin-right: .4rem; }
section .address { padding: .5rem .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; overflow-x: auto; white-space: nowrap; }
.address i, small i { font-style: normal; color: var(--put); }
.method { font: 700 .72rem/1 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--soft); }
.method.get { color: var(--get); } .method.post { color: var(--post); } .method.put { color: var(--put); }
.method.patch { color: var(--patch); } .method.delete { color: var(--delete); }
.fields { list-style: none; margin: .2rem 0; padding: 0; }
.fields .fields { margin-left: .35rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.fields > li { padding: .3rem 0; }
.name { font-weight: 600; }
.type, .place, .limits, .note, .media, .problems { color: var(--soft); font-size: .875rem; }
.place::before { content: "· in "; }
.limits::before { content: "· "; }
.required { font-size: .75rem; color: var(--delete); }
.answer { margin: .35rem 0; }
.status { display: inline-block; min-width: 2.6rem; font-weight: 700; }
details { margin-top: .8rem; }
summary { cursor: pointer; color: var(--soft); font-size: .875rem; }
pre { margin: .5rem 0 0; padding: .8rem 1rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; }
table { width: 100%; border-collapse: collapse; font-size: .925rem; }
th, td { padding: .4rem .6rem .4rem 0; text-align: left; border-bottom: 1px solid var(--line); }
:target { background: color-mix(in srgb, var(--link) 9%, transparent); }
body:target, h2:target { background: none; }
@media (max-width: 52rem) {
  body { display: block; }
  nav { position: static; height: auto; max-height: 50vh; border-right: 0; border-bottom: 1px solid var(--line); }
}
@media print { nav, details { display: none; } body { display: block; } }
`;
