import { root } from 'plugboard';
import { registry } from './registry.ts';

export default root({ stack: 'acme', connections: { a: registry('one'), b: registry('') } });
