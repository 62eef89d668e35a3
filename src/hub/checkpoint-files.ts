/** A publisher's files, each as a Blob, so that a download and a dropped file look alike. */
export interface CheckpointFiles {
  readonly name: string;
  readonly config: Blob;
  readonly weights: Blob;
  readonly preprocessor?: Blob;
  /** JSON: an object from class index to name, or an array of names. */
  readonly labels?: Blob;
}
