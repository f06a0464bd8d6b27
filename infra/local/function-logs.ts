import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface FunctionLogs {
  open(functionName: string): (text: string) => void;
  close(): Promise<void>;
}

export type LogSink = (line: string) => void;

const rotateAtBytes = 50 * 1024 * 1024;

/** Functions write JSON lines; what is none (a warning of Node, a stack) is wrapped into one. */
function toLine(functionName: string, text: string): string {
  if (text.startsWith('{') && text.endsWith('}')) return text;
  return JSON.stringify({ level: 'INFO', function_name: functionName, message: text });
}

export function logsTo(sink: LogSink, end: () => Promise<void> = async () => undefined): FunctionLogs {
  const open = (functionName: string): LogSink => {
    let partial = '';
    return (text) => {
      const lines = (partial + text).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') sink(toLine(functionName, line));
    };
  };
  return { open, close: end };
}

/** `functions.log` in the data folder; the file of an earlier run that has grown is kept once beside it. */
export function logsToFolder(dataFolder: string): FunctionLogs {
  if (dataFolder === ':memory:') return logsTo(() => undefined);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, 'functions.log');
  if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined);
  return logsTo(
    (line) => stream.write(`${line}\n`),
    () => new Promise((resolve) => stream.end(() => resolve())),
  );
}
