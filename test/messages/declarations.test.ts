/** What can be wrong in a program that was read: PB2xx in one declaration, PB3xx across several. */
import { describeMessages } from './describe-messages.ts';

describeMessages('23');
