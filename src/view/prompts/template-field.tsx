import { useState } from 'react';
import * as words from '#words/view/prompts.ts';
import { openAiTemplates } from '../../core/text/published-templates.ts';
import { AS_TYPED } from '../../state/prompts.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { SelectField } from '../select-field.tsx';
import styles from './template-field.module.css';

const OWN = 'own';
const KNOWN: readonly string[] = [AS_TYPED, ...openAiTemplates.templates];
const OPTIONS = [
  { value: AS_TYPED, label: words.template.asTyped },
  ...openAiTemplates.templates.map((template) => ({ value: template, label: template })),
  { value: OWN, label: words.template.own },
];

/** What stands around every prompt: nothing, one of OpenAI's templates, or the visitor's own. */
export function TemplateField() {
  const scope = useScope();
  const template = useScopeState((state) => state.requested.prompts.template);
  const [isOwn, setOwn] = useState(!KNOWN.includes(template));
  return (
    <span className={styles.field} title={words.template.hint(openAiTemplates.source)}>
      <SelectField
        label={words.template.name}
        value={isOwn ? OWN : template}
        options={OPTIONS}
        onChange={(value) => {
          setOwn(value === OWN);
          if (value !== OWN) scope.prompt({ template: value });
        }}
      />
      {isOwn && <OwnTemplate template={template} />}
    </span>
  );
}

function OwnTemplate({ template }: { template: string }) {
  const scope = useScope();
  const [isWrong, setWrong] = useState(false);
  return (
    <>
      <input
        type="text"
        aria-label={words.template.ownName}
        aria-invalid={isWrong}
        defaultValue={template}
        onChange={(event) => {
          const { value } = event.target;
          const isRight = value.includes(AS_TYPED);
          setWrong(!isRight);
          if (isRight) scope.prompt({ template: value });
        }}
      />
      {isWrong && <span role="alert">{words.template.ownWrong}</span>}
    </>
  );
}
