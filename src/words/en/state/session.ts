/** What messages call the settings of a link, a session or a lesson. */
export const settings = 'The settings';

/** What messages call one of them. */
export const settingAt = (path: string) => `The settings: ${path}`;

/** `path`: empty for the settings as a whole. */
export const notAnObject = (path: string) =>
  path === '' ? 'The settings should be an object.' : `The settings: ${path} should be an object.`;

export const unknownSetting = (path: string) => `The settings: ${path} is not known.`;

export const lensList = (path: string, limit: number) =>
  `The settings: ${path} should be a list of 1 to ${limit} lenses.`;

export const sameLensName = (path: string) => `The settings: ${path} has two lenses of the same name.`;

export const noLens = (path: string, quoted: string) =>
  `The settings: ${path} names the lens ${quoted}, which is not there.`;

/** What a setting should be, as a message goes on after "should be". Words in quotes are those of the format. */
export const expected = {
  head: 'a head',
  shortName: 'a short name',
  revision: 'a branch, a tag or a commit',
  sample: 'the file of a sample',
  lensId: 'lens- and a number',
  layerOr: (word: string) => `"${word}" or a number from 0`,
  medianOrNumber: '"median" or a number',
  meanOrHead: '"mean" or a head',
  imageType: 'the type of an image',
  hash: 'a SHA-256',
};

export const hint = 'It should be a session as Sinkscope saves it (.sinkscope.json).';

export const noSession = (file: string) => `${file} is no session. ${hint}`;

/** Sizes in MB. */
export const tooLarge = (file: string, size: number, limit: number) =>
  `${file} has ${size} MB; a session has at most ${limit} MB.`;

export const newer = (file: string, version: number, known: number) =>
  `${file} is of version ${version} of the format, which is newer than this program (it reads version ${known}). Open it with a newer Sinkscope.`;

export const settingFault = (file: string, fault: string) => `${file}: ${fault}`;

export const noBase64 = (where: string) =>
  `${where}: the data is no base64. The file is damaged; save it again.`;

export const undescribedModel = (file: string, key: string) =>
  `${file}: the settings name the model ${key}, which files does not describe.`;

export const undescribedImage = (file: string, key: string) =>
  `${file}: the settings name the image ${key}, which files does not describe.`;

export const leftOut = (path: string) => `This version does not know the setting ${path}; it was left out.`;

export const noSample = (file: string) =>
  `The sample ${file} does not come with this version; the image stays as it was.`;

export const damagedImage = (name: string) =>
  `The image ${name} in the session is damaged: its bytes have changed. Save the session again.`;

export const imageNotSaved = (name: string) =>
  `The image ${name} was not saved with the session. Drop it together with the session; until then the image stays as it was.`;

export const modelNotAtHand = (name: string) =>
  `The model ${name} is not at hand. Drop its folder together with the session.`;
