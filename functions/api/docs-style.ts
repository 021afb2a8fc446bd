/** The style of `/api/docs`: a sheet of its own, as the policy allows no inline style. */
export const docsStyle = `* { box-sizing: border-box; }
html {
  color: #333;
  background: #fff;
  font-family: "BIZ UDPGothic", "Yu Gothic UI", Meiryo, "Hiragino Sans", "Noto Sans JP", system-ui, sans-serif;
  line-height: 1.7;
  overflow-wrap: anywhere;
  scroll-padding-top: 1rem;
}
body { margin: 0; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; display: block; padding: 0.5rem 1rem; }
header {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0.25rem 1rem;
  padding: 0.75rem 1rem;
  border-bottom: 1px solid #ccc;
}
.hub { font-weight: bold; color: #1a1a1a; text-decoration: none; }
a { color: #0017c1; text-underline-offset: 3px; }
a:hover { text-decoration-thickness: 3px; }
:focus-visible {
  outline: 4px solid #000;
  outline-offset: 2px;
  box-shadow: 0 0 0 2px #ffd43d;
  border-radius: 4px;
}
.columns { max-width: 80rem; margin: 0 auto; }
nav { padding: 1rem; border-bottom: 1px solid #ccc; }
nav h2 { margin: 0 0 0.5rem; font-size: 1rem; border: 0; padding: 0; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav ul ul { padding-left: 1rem; }
nav a, summary { display: inline-block; padding: 0.25rem 0; }
nav code { font-size: 0.8125rem; }
main { padding: 1.5rem 1rem 4rem; min-width: 0; }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.5; color: #1a1a1a; }
h2 { margin: 3rem 0 1rem; padding-bottom: 0.25rem; font-size: 1.5rem; border-bottom: 2px solid #0017c1; color: #1a1a1a; }
h3 { margin: 2.5rem 0 0.5rem; font-size: 1.125rem; line-height: 1.5; color: #1a1a1a; }
h4 { margin: 1.25rem 0 0.25rem; font-size: 1rem; color: #1a1a1a; }
p { margin: 0 0 0.75rem; }
code { font-family: "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", monospace; font-size: 0.9375em; }
.method { padding: 0.125rem 0.375rem; font-weight: bold; color: #00118f; background: #e8f1fe; border-radius: 4px; }
.kind { font-size: 0.875rem; font-weight: normal; color: #595959; }
.type { margin-right: 0.25rem; }
code.type, span.type { color: #595959; }
dl { margin: 0; border-top: 1px solid #ccc; }
dl > div { padding: 0.5rem 0; border-bottom: 1px solid #ccc; }
dt { font-weight: bold; color: #1a1a1a; }
dd { margin: 0; }
dd p { margin: 0 0 0.25rem; }
dd dl { margin: 0.5rem 0 0 1rem; border-top: 0; border-left: 3px solid #ccc; padding-left: 0.75rem; }
dd dl > div:last-child { border-bottom: 0; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.5rem; text-align: start; vertical-align: top; border-bottom: 1px solid #ccc; }
thead th { color: #1a1a1a; background: #f2f2f2; }
tbody th { width: 30%; font-weight: normal; }
tbody td { width: 35%; }
@media (min-width: 60rem) {
  .columns { display: grid; grid-template-columns: 22rem minmax(0, 1fr); }
  nav {
    position: sticky;
    top: 0;
    max-height: 100vh;
    overflow: auto;
    border-right: 1px solid #ccc;
    border-bottom: 0;
  }
  main { padding: 2rem 2rem 4rem; }
  dl > div { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 1rem; }
  dd dl > div { grid-template-columns: 10rem minmax(0, 1fr); }
}
@media print {
  nav, .skip, header a:last-child { display: none; }
  .columns { display: block; }
  h3, dt { break-after: avoid; }
  dl > div, tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`
