interface FlowedLine {
  readonly depth: number;
  readonly text: string;
}

function toFlowedLine(line: string): FlowedLine {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  const rest = line.slice(depth);
  return { depth, text: rest.startsWith(' ') ? rest.slice(1) : rest };
}

/**
 * Joins the soft line breaks of `format=flowed` (RFC 3676). A change of the quote depth ends a paragraph, so that an
 * answer never melts into the line it answers.
 */
export function joinFlowedText(text: string, deleteSpace: boolean): string {
  const paragraphs: { depth: number; pieces: string[] }[] = [];
  let soft = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = toFlowedLine(raw);
    const last = paragraphs.at(-1);
    const flows = line.text.endsWith(' ') && line.text !== '-- ';
    const piece = flows && deleteSpace ? line.text.slice(0, -1) : line.text;
    if (soft && last && last.depth === line.depth && line.text !== '-- ') last.pieces.push(piece);
    else paragraphs.push({ depth: line.depth, pieces: [piece] });
    soft = flows;
  }
  return paragraphs
    .map(({ depth, pieces }) => (depth > 0 ? `${'>'.repeat(depth)} ${pieces.join('')}` : pieces.join('')))
    .join('\n');
}
