/**
 * Waits for work that nobody needs any more, but not for long: to end it by force is to start the next from nothing,
 * which costs about as much. Milliseconds.
 */
const patience = 400;

/** Ends it by force where it has not ended by itself soon. */
export async function patiently(work: Promise<unknown>, force: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const forced = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      force();
      resolve();
    }, patience);
  });
  await Promise.race([work, forced]);
  clearTimeout(timer);
}
