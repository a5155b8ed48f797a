/** A session on the archive's own PostgreSQL. Disposing it leaves; the last one out stops the server (mode `fast`). */
export interface EmbeddedServer extends AsyncDisposable {
  /** postgresql:// of the database `acervo`, password included. Stays valid when the server is restarted on its port. */
  readonly url: string;
  /** It was already running when we came. */
  readonly adopted: boolean;
  /** No other live session was registered when we opened. */
  readonly alone: boolean;
  /** Leaves as disposing does; with `force` the server is stopped even if others use it. */
  stop(options?: { force?: boolean }): Promise<void>;
}

/** What `acervo db` and `acervo doctor` show. */
export interface EmbeddedStatus {
  /** PostgreSQL's data folder, where there is one. */
  readonly dataFolder: string | undefined;
  /** Major version of the data folder. */
  readonly majorVersion: number | undefined;
  readonly running: boolean;
  readonly port: number | undefined;
  /** Kept running by `acervo db start`. */
  readonly pinned: boolean;
  /** Live sessions. */
  readonly sessions: number;
}
