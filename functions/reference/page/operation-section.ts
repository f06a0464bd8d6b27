import { type Html, html, type Part } from '#shared/lambda/html.ts';
import type { OperationObject, Parameter, Reference, Response } from '#shared/lambda/openapi/document.ts';
import type { JsonSchema } from '#shared/lambda/openapi/schema-book.ts';
import { paragraphs, withCode } from './prose.ts';
import { sampleOf } from './sample.ts';
import { fieldsOf, limitsOf, typeOf } from './shape.ts';

export interface Placed {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

export function badge(method: string): Html {
  return html`<span class="method ${method}">${method.toUpperCase()}</span>`;
}

/** `/v1/tickets/{ticketId}` with the parameters set off. */
export function pathText(path: string): Part {
  return path.split(/(\{\w+\})/).map((piece) => (piece.startsWith('{') ? html`<i>${piece}</i>` : piece));
}

function parameterRow({ name, in: place, required, description, schema }: Parameter): Html {
  return html`<li><div class="field"><code class="name">${name}</code> <span class="type">${typeOf(schema)}</span> <span class="place">${place}</span>${
    required ? html` <span class="required">required</span>` : null
  } ${limitsOf(schema)}</div>${description ? html`<div class="note">${withCode(description)}</div>` : null}</li>`;
}

function block(title: string, content: Part): Html {
  return html`<h4>${title}</h4>${content}`;
}

function parametersBlock(parameters: readonly Parameter[]): Part {
  return parameters.length === 0
    ? null
    : block('Parameters', html`<ul class="fields">${parameters.map(parameterRow)}</ul>`);
}

function schemaBlock(type: string, schema: JsonSchema): Html {
  return html`<p class="media"><code>${type}</code> <span class="type">${typeOf(schema)}</span></p>${fieldsOf(schema)}`;
}

function contentOf({ content = {} }: Pick<Response, 'content'>): Part {
  return Object.entries(content).map(([type, { schema }]) => schemaBlock(type, schema));
}

function curl({ method, path, operation }: Placed): string {
  const json = operation.requestBody?.content?.['application/json'];
  const lines = [
    `curl -X ${method.toUpperCase()} "$URL${path}"`,
    ...(operation.security.length > 0 ? [`-H "Authorization: Bearer $KEY"`] : []),
    ...(json ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(sampleOf(json.schema))}'`] : []),
  ];
  return lines.join(' \\\n  ');
}

function isAnswer(entry: [string, Response | Reference]): entry is [string, Response] {
  return !('$ref' in entry[1]);
}

function answerRow([status, response]: [string, Response]): Html {
  return html`<div class="answer"><span class="status">${status}</span> ${withCode(response.description)}${contentOf(response)}</div>`;
}

function problemLine(entries: readonly [string, Response | Reference][]): Part {
  const statuses = entries
    .filter((entry) => !isAnswer(entry) && entry[0] !== 'default')
    .map(([status]) => status);
  return statuses.length === 0
    ? null
    : html`<p class="problems">Or a <a href="#problems">problem</a>: ${statuses.join(', ')}</p>`;
}

export function operationSection(placed: Placed): Html {
  const { method, path, operation } = placed;
  const responses = Object.entries(operation.responses);
  return html`<section class="operation" id="${operation.operationId}">
<h3><a href="#${operation.operationId}">${operation.summary}</a></h3>
<p class="address">${badge(method)} <code>${pathText(path)}</code></p>
${operation.description ? paragraphs(operation.description) : null}
${parametersBlock(operation.parameters ?? [])}
${operation.requestBody ? block('Body', contentOf(operation.requestBody)) : null}
${block('Answers', [responses.filter(isAnswer).map(answerRow), problemLine(responses)])}
<details><summary>Try it</summary><pre>${curl(placed)}</pre></details>
</section>`;
}
