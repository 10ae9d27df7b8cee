#!/bin/sh
# `make demo`: the main job on the shipped corpus, from articles to answers. Touches nothing but a folder of its own.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export KB_STORE="$folder/kb.store"

show() {
  printf '\n\033[1m%s\033[0m\n$ %s\n' "$1" "$2"
  sh -c "$2"
}

show "1. Five articles become statements, claims, origins and discrepancies" \
  "kb ingest corpus/articles"
show "2. What is in the store now" \
  "kb status"
show "3. How many independent origins a claim has, however many outlets print it" \
  "kb query run corroboration --columns outlets,origins,origin_names,text --limit 20"
show "4. Which articles share one text, and who credits whom" \
  "kb query run wire-copy --columns outlet_a,start_a,end_a,outlet_b,start_b,end_b,similarity,origin,credited_a,credited_b"
show "5. Where the outlets differ, with the words on each side" \
  "kb query run discrepancies --columns kind,severity,side,value,doc,start,end"
show "6. What looks like a contradiction and is none, with the reason" \
  "kb query run compatible-pairs --columns reason,doc,start,end,value"
show "7. One quotation, as each outlet prints it" \
  "kb query run quote-variants --columns speaker,difference,outlet,quote"
show "8. What the Pentagon's spokesman is reported to have said" \
  "kb query run claims-by-speaker --param speaker='Martin Meiners' --columns kind,outlet,text"
show "9. The claim graph against its shapes" \
  "kb validate"
show "10. The same graph as Turtle" \
  "kb export --format turtle | sed -n '1,40p'"
