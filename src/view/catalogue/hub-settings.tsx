import { useId, useState } from 'react';
import { settings as words } from '#words/view/catalogue.tsx';
import { hubHost, PUBLIC_HUB } from '../../hub/hub-address.ts';
import { explain } from '../../state/notice.ts';
import styles from './catalogue-sheet.module.css';
import { useHub, useHubState } from './hub-context.tsx';

/** Which hub is asked, and with which token. */
export function HubSettings() {
  const hub = useHub();
  const current = useHubState((state) => state.address);
  const hasToken = useHubState((state) => state.hasToken);
  const [address, setAddress] = useState(current);
  const [problem, setProblem] = useState<string>();
  const hint = useId();
  return (
    <section aria-label={words.name} className={styles.settings}>
      <h3 className={styles.heading}>{words.heading}</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          try {
            hub.changeAddress(address);
            setProblem(undefined);
          } catch (error) {
            setProblem(explain(error, words.changing).message);
          }
        }}
      >
        <label>
          <span>{words.address}</span>
          <input
            type="url"
            translate="no"
            value={address}
            placeholder={PUBLIC_HUB}
            spellCheck={false}
            onChange={(event) => setAddress(event.target.value)}
          />
        </label>
        <button type="submit" className={styles.button} disabled={address === current}>
          {words.use}
        </button>
      </form>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {/* Browsers want a password in a form, and a name beside it. */}
      <form autoComplete="off" onSubmit={(event) => event.preventDefault()}>
        <input type="text" autoComplete="username" value={hubHost(current)} readOnly hidden />
        <label>
          <span>{words.token}</span>
          <input
            key={current}
            type="password"
            autoComplete="off"
            defaultValue=""
            placeholder={hasToken ? words.tokenEntered : 'hf_…'} // no words
            aria-describedby={hint}
            onChange={(event) => hub.changeToken(event.target.value)}
          />
        </label>
      </form>
      <p id={hint} className={styles.facts}>
        {words.tokenHint(hubHost(current))}
      </p>
    </section>
  );
}
