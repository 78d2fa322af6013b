/** The looks of a report: fonts of the reader's machine, light or dark as they like it, and black on white in print. */
export const styleSheet = `
:root { color-scheme: light dark;
  --ink: #1d2433; --faint: #667085; --line: #e4e7ec; --paper: #fff; --wash: #f7f8fa;
  --good: #067647; --good-wash: #ecfdf3; --bad: #b42318; --bad-wash: #fef3f2; --unsure: #b54708; --unsure-wash: #fffaeb;
  --traffic: #175cd3; --release: #6941c6; --scale: #0e7090; --alerts: #c01574; --tenants: #3f621a;
  --structure: #475467; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e6e9ef; --faint: #98a2b3; --line: #2b3342; --paper: #11151d; --wash: #181d27;
  --good: #47cd89; --good-wash: #0b2a1c; --bad: #f97066; --bad-wash: #37130f; --unsure: #fdb022; --unsure-wash: #33220a;
  --traffic: #84adff; --release: #bdb4fe; --scale: #67e3f9; --alerts: #faa7e0; --tenants: #acdc79;
  --structure: #cfd4dc; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 2rem 5rem; max-width: 68rem; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
code, pre, .mono { font: 0.87em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 2.75rem 0 0.9rem; font-size: 1.15rem; letter-spacing: -0.01em; }
h2 small, .faint { color: var(--faint); font-weight: 400; }
header p { margin: 0.3rem 0 0; color: var(--faint); }
.verdict { margin: 1.5rem 0; padding: 0.8rem 1.1rem; border-left: 4px solid; border-radius: 4px; font-weight: 600; }
.verdict.good { color: var(--good); background: var(--good-wash); }
.verdict.bad { color: var(--bad); background: var(--bad-wash); }
.numbers { display: flex; gap: 2.5rem; margin: 0; flex-wrap: wrap; }
.numbers div { display: flex; flex-direction: column-reverse; }
.numbers dt { color: var(--faint); font-size: 0.85rem; }
.numbers dd { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; }
th { padding: 0.3rem 0.9rem 0.4rem 0; color: var(--faint); font-size: 0.8rem; font-weight: 500; text-align: left; }
td { padding: 0.5rem 0.9rem 0.5rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
td.mono { overflow-wrap: anywhere; }
td.number, th.number { padding-right: 0; text-align: right; font-variant-numeric: tabular-nums; }
td.number + td.number, th.number + th.number { padding-left: 0.9rem; }
.zero { color: var(--faint); }
.meaning { font-weight: 600; }
.meaning, .region { white-space: nowrap; }
.traffic { color: var(--traffic); } .release { color: var(--release); } .scale { color: var(--scale); }
.alerts { color: var(--alerts); } .tenants { color: var(--tenants); } .structure { color: var(--structure); }
.card { margin: 0.75rem 0; padding: 0.8rem 1.1rem; border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 4px; }
.card.bad { border-left-color: var(--bad); } .card.unsure { border-left-color: var(--unsure); } .card.good { border-left-color: var(--good); }
.card p { margin: 0.25rem 0 0; } .card pre { margin: 0.5rem 0 0; white-space: pre-wrap; }
.card .urn { display: block; margin-top: 0.4rem; color: var(--faint); overflow-wrap: anywhere; }
.bad-text { color: var(--bad); } .unsure-text { color: var(--unsure); } .good-text { color: var(--good); }
details { margin: 0; } summary { cursor: pointer; padding: 0.16rem 0; }
summary::marker { color: var(--faint); }
.tree details details, .tree .leaf { margin-left: 1.25rem; }
.tree .leaf { padding: 0.16rem 0 0.16rem 1.05rem; }
.tree .contents { margin: 0 0 0.3rem 1.05rem; color: var(--faint); font-size: 0.87rem; }
.tree > details > summary { font-size: 1.05rem; }
.detail { margin: 1rem 0 1.4rem; } .detail h3 { margin: 0 0 0.3rem; font-size: 0.95rem; }
.detail td:first-child { width: 46%; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--faint); font-size: 0.85rem; }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; } body { padding: 0; max-width: none; font-size: 11px; }
  tr, .card, .detail { break-inside: avoid; } h2 { break-after: avoid; } details:not([open]) { display: none; } }
`;
