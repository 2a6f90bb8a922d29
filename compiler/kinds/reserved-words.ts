/** Words that no function of a module can be called by. */
const reserved: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Whether TypeScript keeps the word for itself. */
export const isReserved = (name: string): boolean => reserved.has(name);

/** Whether every object of JavaScript has something of that name: what is looked up under it would always be found. */
export const isInherited = (name: string): boolean => name in Object.prototype;
