export const remedies = {
  title: 'The remedies, side by side',
  detail: 'Mini as it is, with trained registers, with a test-time register, and gated.',
};

export const trainingFree = {
  title: 'This model, without training',
  withRegisters: 'As trained, with its test-time registers, with implied gates, and with its sinks hidden.',
  withoutRegisters: 'As trained, with the gate that its sinks imply, and with its sinks hidden.',
};

export const asTrained = { title: 'This model alone', detail: 'One lens, nothing changed.' };
