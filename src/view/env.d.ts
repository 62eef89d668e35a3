interface ImportMetaEnv {
  /** Of the package, for files that the page writes. */
  readonly VITE_VERSION: string;
}
