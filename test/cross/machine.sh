#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes build-sys-ARCH, what a build for another machine needs beyond Debian's cross compiler: machine.sh s390x|armhf
#
#   usr/        the libraries, unpacked from their packages
#   cross.ini   Meson's cross file; programs run under qemu-user
#   sockfam     runs the command of the build $SOCKFAM_BUILD (default build-ARCH) likewise
set -eu
cd "$(dirname "$0")/../.."

arch=$1
case $arch in
s390x) triplet=s390x-linux-gnu qemu=qemu-s390x cpu_family=s390x endian=big ;;
armhf) triplet=arm-linux-gnueabihf qemu=qemu-arm cpu_family=arm endian=little ;;
*)
    echo "machine.sh: no such machine: $arch; there are: s390x armhf" >&2
    exit 2
    ;;
esac
root=$PWD
folder=$root/build-sys-$arch

sh test/cross/fetch.sh "$folder" $(./tools/setup.sh --list foreign | grep ":$arch\$")

cat >"$folder/cross.ini.new" <<END
[binaries]
c = '$triplet-gcc'
ar = '$triplet-ar'
strip = '$triplet-strip'
pkgconfig = 'pkg-config'
exe_wrapper = ['$qemu', '-L', '/usr/$triplet', '-E', 'LD_LIBRARY_PATH=$folder/usr/lib/$triplet']

[properties]
sys_root = '$folder'
pkg_config_libdir = '$folder/usr/lib/$triplet/pkgconfig'
sockfam_command = '$folder/sockfam'

[host_machine]
system = 'linux'
cpu_family = '$cpu_family'
cpu = '$cpu_family'
endian = '$endian'
END
cat >"$folder/sockfam" <<END
#!/bin/sh
exec $qemu -L '/usr/$triplet' -E 'LD_LIBRARY_PATH=$folder/usr/lib/$triplet' \\
    "\${SOCKFAM_BUILD:-$root/build-$arch}/tools/sockfam" "\$@"
END
chmod +x "$folder/sockfam"
# Meson configures anew when its cross file is newer.
cmp -s "$folder/cross.ini.new" "$folder/cross.ini" || cp "$folder/cross.ini.new" "$folder/cross.ini"
rm "$folder/cross.ini.new"
