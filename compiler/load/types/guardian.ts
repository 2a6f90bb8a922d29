import process from 'node:process';

// Ends a process as soon as the one that started this one is gone, however that ended: then the pipe between them closes.
// A word by that pipe says that there is nothing left to do.

const pid = Number(process.argv[2]);

process.stdin.once('data', () => process.exit());
process.stdin.once('end', () => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
});
