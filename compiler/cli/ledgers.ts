import { fileLedgers } from '../apply/file-ledger.ts';
import { type OpenLedger, serverLedgers } from '../apply/ledger-writer.ts';
import type { RestWriter } from '../apply/rest-writer.ts';
import type { KnownLive } from './ledger-file.ts';

/** Where ledgers are written: in the file that they were read from, or on the server. */
export const ledgersOf = ({ ledgerFile }: KnownLive, writer: RestWriter, stack: string): OpenLedger =>
  ledgerFile === undefined ? serverLedgers(writer, stack) : fileLedgers(ledgerFile.place, ledgerFile.content);
