/** The environment for programs that are not ours: what the system needs to run them, nothing of what we were given (a PG*
 *  variable would change PostgreSQL's tools). Windows' C runtime finds its shell and libraries by several variables. */
export function systemEnvironment(): NodeJS.ProcessEnv {
  if (process.platform !== 'win32') return { PATH: '/usr/bin:/bin' };
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PG|ACERVO_|DATABASE_URL|REDIS_URL)/i.test(name)),
  );
}
