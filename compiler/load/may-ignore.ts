/** Tells quickly whether it is worth looking for ignore comments: most programs have none. */
export const mayIgnore = (text: string): boolean => text.includes('plugboard-ignore');
