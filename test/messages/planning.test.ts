/** What a plan finds when it compares a stack with a server: PB5xx. */
import { describeMessages } from './describe-messages.ts';
import { withServer } from './with-server.ts';

describeMessages('5', {
  PB507: () => withServer(),
  PB518: () => withServer(),
});
