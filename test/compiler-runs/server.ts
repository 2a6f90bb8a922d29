/**
 * The process that runs the type checker for all tests. It stays small: to start a process takes a small one a
 * millisecond or two, and one that has run some hundred tests thirty times as long. It ends with whoever started it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { json } from 'node:stream/consumers';
import type { CompilerJob } from '../../compiler/typecheck/native-compiler.ts';
import { forgetRuns, rememberedRun } from './remembered-runs.ts';

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    response.end(JSON.stringify(await rememberedRun((await json(request)) as CompilerJob, gone.signal)));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', forgetRuns);
process.on('disconnect', () => process.exit());
