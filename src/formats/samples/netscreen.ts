// What Juniper ScreenOS looks like, line by line, and what it is not. All lines are invented.
import type { Sample } from '../format.ts'

export const netscreenSamples: { readonly samples: readonly Sample[]; readonly refuses: readonly string[] } = {
  samples: [
    {
      line: 'Oct  2 14:05:33 fw-branch ssg5: NetScreen device_id=fw-branch  [Root]system-notification-00257(traffic): start_time="2010-10-02 14:05:30" duration=3 policy_id=12 service=http proto=6 src zone=Trust dst zone=Untrust action=Permit sent=920 rcvd=4100 src=10.5.0.4 dst=192.0.2.9',
      wall: '0000-10-02T14:05:33',
      host: 'fw-branch',
      program: 'ssg5',
      tag: 'system-notification-00257',
      message:
        'NetScreen device_id=fw-branch  [Root]system-notification-00257(traffic): start_time="2010-10-02 14:05:30" duration=3 policy_id=12 service=http proto=6 src zone=Trust dst zone=Untrust action=Permit sent=920 rcvd=4100 src=10.5.0.4 dst=192.0.2.9',
      fields: {
        device: 'fw-branch',
        policy_id: '12',
        service: 'http',
        proto: '6',
        action: 'Permit',
        sent: '920',
        rcvd: '4100',
        src: '10.5.0.4',
        dst: '192.0.2.9',
      },
    },
    {
      line: '<133>Oct  2 14:05:34 fw-branch ssg5: NetScreen device_id=fw-branch  [Root]system-critical-00027: Multiple login failures occurred for user admin from IP address 10.5.0.77:3301',
      wall: '0000-10-02T14:05:34',
      severity: 5,
      facility: 'local0',
      host: 'fw-branch',
      program: 'ssg5',
      tag: 'system-critical-00027',
      message:
        'NetScreen device_id=fw-branch  [Root]system-critical-00027: Multiple login failures occurred for user admin from IP address 10.5.0.77:3301',
      fields: {
        device: 'fw-branch',
      },
    },
    {
      line: '<132>fw-branch: NetScreen device_id=fw-branch  [Root]system-warning-00528: SSH: Password authentication failed for admin user',
      unstamped: true,
      severity: 4,
      facility: 'local0',
      host: 'fw-branch',
      tag: 'system-warning-00528',
      message:
        'NetScreen device_id=fw-branch  [Root]system-warning-00528: SSH: Password authentication failed for admin user',
      fields: {
        device: 'fw-branch',
      },
    },
    {
      line: '<134> Oct  2 14:05:35 fw-branch NetScreen device_id=fw-branch  [Root]system-information-00536: IKE 192.0.2.20 Phase 1: Completed',
      wall: '0000-10-02T14:05:35',
      severity: 6,
      facility: 'local0',
      host: 'fw-branch',
      tag: 'system-information-00536',
      message: 'NetScreen device_id=fw-branch  [Root]system-information-00536: IKE 192.0.2.20 Phase 1: Completed',
      fields: {
        device: 'fw-branch',
      },
    },
    {
      line: 'Oct  2 14:05:36 10.5.0.1 fw-branch: NetScreen device_id=fw-branch  [Root]system-notification-00513: The physical state of interface ethernet0/0 has changed to Down.',
      wall: '0000-10-02T14:05:36',
      host: '10.5.0.1',
      program: 'fw-branch',
      tag: 'system-notification-00513',
      message:
        'NetScreen device_id=fw-branch  [Root]system-notification-00513: The physical state of interface ethernet0/0 has changed to Down.',
      fields: {
        device: 'fw-branch',
      },
    },
    {
      line: '<133>fw-branch: NetScreen device_id=fw-branch  [Root]system-notification-00612: Switch event: the status of ethernet port bgroup0 changed',
      unstamped: true,
      severity: 5,
      facility: 'local0',
      host: 'fw-branch',
      tag: 'system-notification-00612',
      message:
        'NetScreen device_id=fw-branch  [Root]system-notification-00612: Switch event: the status of ethernet port bgroup0 changed',
      fields: {
        device: 'fw-branch',
      },
    },
    {
      line: '2010-10-02T14:05:37Z fw-branch ssg5: NetScreen device_id=fw-branch  [Root]system-emergency-00005: SYN flood! From 192.0.2.7 to 10.5.0.4:80',
      wall: '2010-10-02T14:05:37',
      offset: 'Z',
      host: 'fw-branch',
      program: 'ssg5',
      tag: 'system-emergency-00005',
      message: 'NetScreen device_id=fw-branch  [Root]system-emergency-00005: SYN flood! From 192.0.2.7 to 10.5.0.4:80',
      fields: {
        device: 'fw-branch',
      },
    },
    {
      line: 'Oct  2 2010 14:05:38 fw-branch ssg5: NetScreen device_id=fw-branch  [Root]system-alert-00016: Port scan! From 192.0.2.7 to 10.5.0.4',
      wall: '2010-10-02T14:05:38',
      host: 'fw-branch',
      program: 'ssg5',
      tag: 'system-alert-00016',
      message: 'NetScreen device_id=fw-branch  [Root]system-alert-00016: Port scan! From 192.0.2.7 to 10.5.0.4',
      fields: {
        device: 'fw-branch',
      },
    },
    {
      line: '<129>fw-branch: NetScreen was reset',
      unstamped: true,
      severity: 1,
      facility: 'local0',
      host: 'fw-branch',
      message: 'NetScreen was reset',
    },
    {
      line: 'Oct  2 14:05:39 fw-branch ssg5: NetScreen device_id=fw-branch  [Vsys1]system-error-00601: VPN monitoring for peer failed',
      wall: '0000-10-02T14:05:39',
      host: 'fw-branch',
      program: 'ssg5',
      tag: 'system-error-00601',
      message: 'NetScreen device_id=fw-branch  [Vsys1]system-error-00601: VPN monitoring for peer failed',
      fields: {
        device: 'fw-branch',
      },
    },
  ],
  refuses: [
    '',
    'NetScreen device_id=x',
    'Oct  2 14:05:33 rack4 sshd[1]: NetScreenish',
    'Oct  2 14:05:33 rack4 report: a NetScreen was sold',
    '<133>plain text about NetScreen here',
  ],
}
