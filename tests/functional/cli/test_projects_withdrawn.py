"""The operator withdraws a project and brings it back; commands on it say how meanwhile."""


def test_62_by_command(run, tell, workspace):
    run("project", "create", "news")
    assert "Type the short name" in run("project", "withdraw", "news", "--name", "nws", code=1).stderr
    run("project", "withdraw", "news", "--name", "news")
    assert tell("project", "list")[0]["withdrawn"] is True
    assert "annotator project restore news" in run("export", "news", code=2).stderr
    run("project", "restore", "news")
    assert "No withdrawn project" in run("project", "restore", "news", code=2).stderr
    assert tell("project", "list")[0]["withdrawn"] is False
