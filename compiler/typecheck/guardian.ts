/**
 * Ends the type checker where Plugboard is killed and can do so no more. It is given the number of that process, and an
 * input that Plugboard holds the other end of. A word there says that the type checker has ended by itself.
 */
import process from 'node:process';

// Who ends Plugboard may well ask all processes around it to end: what it does then is its own business.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

process.stdin.on('data', () => process.exit());
process.stdin.on('end', endCompiler);
process.stdin.on('error', endCompiler);

function endCompiler(): void {
  const pid = Number(process.argv[2]);
  try {
    // Zero and below would be whole groups of processes.
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
  process.exit();
}
