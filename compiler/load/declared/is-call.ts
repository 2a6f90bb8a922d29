/** Whether it can be the number of a declaration. */
export const isCall = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
