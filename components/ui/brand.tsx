import classes from './brand.module.css';

/** The sign and the name. */
export function Brand() {
  return (
    <div className={classes.brand}>
      <i aria-hidden />
      Nexus
    </div>
  );
}
