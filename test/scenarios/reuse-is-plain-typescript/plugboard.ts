import { root } from 'plugboard';
import { teams } from './teams.ts';

export default root({ stack: 'acme', projects: teams.map((team) => team) });
