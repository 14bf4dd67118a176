"""The steps of the main job, one file for each part of it, walked by test_main_job."""
