"""The beat of the post."""

SCHEDULE = {
    "mail.send-due": {"task": "mail.tasks.send_due_mail", "schedule": 10.0},
    "mail.forget-old": {"task": "mail.tasks.forget_old_mail", "schedule": 3600.0},
}
