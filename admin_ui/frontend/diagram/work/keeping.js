// What is drawn but not saved is kept in this browser, per copy and account, so that a closed window loses nothing.
export function keeper({ copy, account }) {
  const key = `so-do.${copy}.${account}`;
  const aside = `${key}.cat-rieng`;

  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name) || "null");
    } catch {
      return null;
    }
  };
  const write = (name, value) => {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };

  return {
    read: () => read(key),
    keep: (xml, revision) => write(key, { xml, revision, at: Date.now() }),
    forget: () => localStorage.removeItem(key),
    readAside: () => read(aside),
    putAside: (xml) => write(aside, { xml, at: Date.now() }),
    forgetAside: () => localStorage.removeItem(aside),
  };
}

export const clockTime = (at) => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
