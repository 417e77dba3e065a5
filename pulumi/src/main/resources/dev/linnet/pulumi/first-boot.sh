#!/bin/sh
# Runs once, at a host's first boot: puts its data on the disk of its own, if it has one, and has the host report
# every five minutes how full its disks are. All else is Ansible's.
set -eu
folder='@FOLDER@'
disk=/dev/nvme1n1

# Waits, five minutes at most, until a command succeeds.
until_done() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ $tries -lt 60 ] || { echo "first-boot: gave up on: $*" >&2; exit 1; }
    sleep 5
  done
}

if [ -n "$folder" ]; then
  until_done test -b $disk
  blkid $disk >/dev/null || mkfs.ext4 -q -L linnet-data $disk
  mkdir -p /srv/data "/var/lib/$folder"
  echo 'LABEL=linnet-data /srv/data ext4 defaults,nofail 0 2' >>/etc/fstab
  echo "/srv/data/$folder /var/lib/$folder none bind,nofail,x-systemd.requires-mounts-for=/srv/data 0 0" >>/etc/fstab
  mount /srv/data
  mkdir -p "/srv/data/$folder"
  mount "/var/lib/$folder"
fi

cat >/usr/local/sbin/report-disks <<'END'
#!/bin/sh
set -eu
ask() { curl -sf --max-time 5 -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"; }
token=$(curl -sf --max-time 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
fullest=$(df --output=pcent -x tmpfs -x devtmpfs | tr -dc '0-9\n' | sort -n | tail -1)
aws cloudwatch put-metric-data --region "$(ask placement/region)" --namespace Linnet/Hosts \
  --metric-name disk_used_percent --unit Percent --value "$fullest" --dimensions "InstanceId=$(ask instance-id)"
END
chmod 755 /usr/local/sbin/report-disks

cat >/etc/systemd/system/report-disks.service <<'END'
[Unit]
Description=Tell CloudWatch how full the disks are
[Service]
Type=oneshot
DynamicUser=true
ExecStart=/usr/local/sbin/report-disks
TimeoutStartSec=60
END
cat >/etc/systemd/system/report-disks.timer <<'END'
[Unit]
Description=Tell CloudWatch how full the disks are
[Timer]
OnCalendar=*:0/5
RandomizedDelaySec=30
[Install]
WantedBy=timers.target
END
until_done apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends awscli curl
systemctl daemon-reload
systemctl enable --now report-disks.timer
