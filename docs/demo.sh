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
# The innermost claim of a sentence has the longest chain; an exact wording names a claim.
show "8. Through whose hands the ambassador's words came: outlet, agency, embassy, ambassador" \
  "kb query run reporting-chain --param claim='the United States to meet China halfway and to put relations back on track' --columns position,role,name,quote"
show "9. The claim graph against its shapes" \
  "kb validate"
show "10. Ingesting the same again changes nothing" \
  "kb ingest corpus/articles --quiet"
kb export --quiet --out "$folder/claims.ttl"
show "11. The same graph as Turtle: one statement" \
  "sed -n '/^<statement/,/^$/p' $folder/claims.ttl | sed -n '1,24p'"
sed 's/core interests brook no/core interests broke no/' "$folder/claims.ttl" > "$folder/faulty.ttl"
show "12. One word changed in an exported quotation is found, named and located (exit code 1)" \
  "kb validate $folder/faulty.ttl --quiet | sed -n '1,6p'"
