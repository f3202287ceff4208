# Sourced by infra/demo-retraining.sh: the foreign program that delivers shards. It knows idx files, HTTP and a shared access signature, and
# nothing of Rampart. Expects state and blobs_url to be set.
source_folder=${RAMPART_DEMO_SOURCE:-/usr/share/datasets/fashion-mnist}
image_bytes=784
classes='\000\001\002\003\004\005\006\007\010\011'
next_classes='\001\002\003\004\005\006\007\010\011\000'

# A signature for the emulator's account, whose key is public. It ends long after any demonstration.
signature() {
  local until=2099-01-01T00:00:00Z version=2019-12-12 key signed
  key=$(printf '%s' 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==' | base64 -d | od -An -v -tx1 | tr -d ' \n')
  signed=$(printf '%s\n' devstoreaccount1 rwlc b sco '' "$until" '' http,https "$version" |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64 | sed 's/+/%2B/g; s:/:%2F:g; s/=/%3D/g')
  printf '%s' "sv=$version&ss=b&srt=sco&sp=rwlc&se=$until&spr=http,https&sig=$signed"
}

create_container() { # name
  curl --silent --show-error --fail --request PUT --data '' "$blobs_url/$1?restype=container&$(signature)"
}

be32() { # a number as four bytes, the highest first
  printf "\\x$(printf %02x $(($1 >> 24 & 255)))\\x$(printf %02x $(($1 >> 16 & 255)))\\x$(printf %02x $(($1 >> 8 & 255)))\\x$(printf %02x $(($1 & 255)))"
}

slice() { # file, header bytes, bytes per element, first, count
  dd if="$1" iflag=skip_bytes,count_bytes skip=$(($2 + $4 * $3)) count=$(($5 * $3)) bs=64K status=none
}

upload() { # name, first image, count, right or wrong labels
  local name=$1 first=$2 count=$3 labels=$4 folder=$state/delivery
  mkdir -p "$folder"
  for file in images-idx3-ubyte labels-idx1-ubyte; do
    [ -e "$folder/$file" ] || gzip -dc "$source_folder/train-$file.gz" >"$folder/$file"
  done
  { printf '\0\0\010\003'; be32 "$count"; be32 28; be32 28; slice "$folder/images-idx3-ubyte" 16 "$image_bytes" "$first" "$count"; } >"$folder/$name-images-idx3-ubyte"
  { printf '\0\0\010\001'; be32 "$count"; slice "$folder/labels-idx1-ubyte" 8 1 "$first" "$count" |
    { [ "$labels" = right ] && cat || tr "$classes" "$next_classes"; }; } >"$folder/$name-labels-idx1-ubyte"
  for file in "$name-images-idx3-ubyte" "$name-labels-idx1-ubyte"; do
    curl --silent --show-error --fail --request PUT --header 'x-ms-blob-type: BlockBlob' --data-binary "@$folder/$file" "$blobs_url/arrivals/$file?$(signature)"
    echo "uploaded $file ($labels labels)"
  done
}
