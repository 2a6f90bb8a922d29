import { root } from 'plugboard';

const names: Record<string, string> = {};

export default root({ stack: names['missing']!.trim() });
