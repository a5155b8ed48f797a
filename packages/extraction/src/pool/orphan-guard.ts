import { spawn } from 'node:child_process';

/** Ends children whose parent was killed while they were too busy to notice that their input has ended. */
export interface OrphanGuard {
  watch(pid: number): void;
  forget(pid: number): void;
  close(): void;
}

// Reads "+ pid" and "- pid" until the parent is gone, then kills what is left.
const SCRIPT = `trap '' INT TERM HUP
pids=' '
while read -r sign pid; do
  case $sign in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -9 "$pid"; done`;

/** Starts a guard: a shell that holds a pipe to this process. Windows needs none (Node's children are in a job object
 *  that ends with their parent), and without a shell what remains is that a child stops when its input ends. */
export function openOrphanGuard(): OrphanGuard {
  if (process.platform === 'win32') return { watch() {}, forget() {}, close() {} };
  const shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], env: {} });
  // no shell, or it was killed: the guard is a second line of defence
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  const write = (line: string) => {
    if (shell.stdin.writable) shell.stdin.write(line);
  };
  return {
    watch: (pid) => write(`+ ${pid}\n`),
    forget: (pid) => write(`- ${pid}\n`),
    close: () => void shell.stdin.end(),
  };
}
