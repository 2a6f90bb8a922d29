/** What keeps a program from being read, and what else goes wrong before a server is asked: PB1xx. */
import { describeMessages } from './describe-messages.ts';

describeMessages('1');
