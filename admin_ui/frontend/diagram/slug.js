// Speaking ids out of Vietnamese names, the same as the server makes them: "Thẩm định hồ sơ" is tham_dinh_ho_so.
const LONGEST = 40;

export function slug(name, fallback = "buoc") {
  const plain = name.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let made = "";
  for (const word of plain.match(/[a-z0-9]+/g) || []) {
    const longer = made ? `${made}_${word}` : word.slice(0, LONGEST);
    if (longer.length > LONGEST) break;
    made = longer;
  }
  return /^[a-z]/.test(made) ? made : `${fallback}_${made}`.replace(/_+$/, "");
}

export function free(wish, taken) {
  let candidate = wish;
  for (let number = 2; taken(candidate); number += 1) candidate = `${wish}_${number}`;
  return candidate;
}
