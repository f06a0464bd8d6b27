import { refusalCodes } from '#shared/domain/refusal.ts';
import { type Html, html } from '#shared/lambda/html.ts';
import type { OpenApiDocument } from '#shared/lambda/openapi/document.ts';
import { faultCode, titleOf } from '#shared/lambda/problem.ts';
import { refusalStatus } from '#shared/lambda/refusal-status.ts';
import { badge, operationSection, type Placed, pathText } from './operation-section.ts';
import { paragraphs, withCode } from './prose.ts';
import { fieldsOf, shapeId } from './shape.ts';

function place({ paths }: OpenApiDocument): Placed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

function byTag(document: OpenApiDocument): [string, Placed[]][] {
  return [...Map.groupBy(place(document), ({ operation }) => operation.tags[0] ?? 'other')];
}

function entry({ method, path, operation }: Placed): Html {
  return html`<li><a href="#${operation.operationId}" title="${path}">${badge(method)}<span>${operation.summary}</span><small>${pathText(path)}</small></a></li>`;
}

function contents(groups: readonly [string, Placed[]][]): Html {
  const lists = groups.map(
    ([tag, operations]) =>
      html`<section><h2><a href="#tag-${tag}">${tag}</a></h2><ul>${operations.map(entry)}</ul></section>`,
  );
  return html`<nav aria-label="Operations"><a class="brand" href="#top">Smista</a>
<input id="search" type="search" placeholder="Search operations" aria-label="Search operations">
${lists}<section><h2><a href="#problems">problems</a></h2></section><section><h2><a href="#shapes">shapes</a></h2></section></nav>`;
}

function group([tag, operations]: [string, Placed[]]): Html {
  return html`<section class="group"><h2 id="tag-${tag}">${tag}</h2>${operations.map(operationSection)}</section>`;
}

function shapes({ components }: OpenApiDocument): Html {
  const all = Object.entries(components.schemas).map(
    ([name, schema]) =>
      html`<section class="shape" id="${shapeId(name)}"><h3>${name}</h3>${
        typeof schema['description'] === 'string' ? html`<p>${withCode(schema['description'])}</p>` : null
      }${fieldsOf(schema)}</section>`,
  );
  return html`<section class="group"><h2 id="shapes">Shapes</h2>${all}</section>`;
}

function problems(): Html {
  const known = [
    ...refusalCodes.map((code) => [code, refusalStatus[code]] as const),
    [faultCode, 500] as const,
  ];
  const rows = known.map(
    ([code, status]) =>
      html`<tr id="problem-${code}"><td><code>${code}</code></td><td>${status}</td><td>${titleOf(code)}</td></tr>`,
  );
  return html`<section class="group"><h2 id="problems">Problems</h2>
<p>Every answer that is not a success is a <a href="#shape-Problem">Problem</a>; its <code>code</code> is never renamed.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>In words</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** The document as a page that people read; it loads nothing but our own stylesheet and script. */
export function referencePage(document: OpenApiDocument): string {
  const { info } = document;
  const groups = byTag(document);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title><link rel="stylesheet" href="/docs/reference.css"><script src="/docs/reference.js" defer></script></head>
<body id="top">${contents(groups)}<main><header><h1>${info.title} API <small>${info.version}</small></h1>
${paragraphs(info.description)}<p>The same as <a href="/openapi.json">OpenAPI 3.1</a>.</p></header>
${groups.map(group)}${problems()}${shapes(document)}</main></body></html>`;
  return page.text;
}
