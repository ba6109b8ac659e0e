/**
 * Charts of one figure (the same `group` attribute) share their cursor and the choice of the x axis.
 */

/**
 * @typedef {object} Member
 * @property {(x: number | null, column: string) => void} followCursor
 * @property {(column: string) => void} followX
 */

/** @type {Map<string, Set<Member>>} */
const groups = new Map();

/**
 * @param {string} name
 * @param {Member} member
 * @returns {() => void} leaves the group
 */
export function joinGroup(name, member) {
  const members = groups.get(name) ?? new Set();
  groups.set(name, members.add(member));
  return () => {
    members.delete(member);
    if (members.size === 0) groups.delete(name);
  };
}

/**
 * The others of a group.
 * @param {string | null} name
 * @param {Member} self
 */
export function others(name, self) {
  return [...((name && groups.get(name)) || [])].filter((member) => member !== self);
}
