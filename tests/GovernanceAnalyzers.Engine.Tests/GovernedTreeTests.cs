using System.IO;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

public class GovernedTreeTests
{
    [Fact]
    public void The_nearest_policy_wins_and_its_folder_is_governed()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "").With("src/a/governance.yml", "").With("src/a/App/x", "");

        var tree = repository.Tree("src/a/App");

        Assert.Equal(Path.Combine(repository.Root, "src/a"), tree.Root);
        Assert.Equal(repository.Root, tree.RepositoryRoot);
    }

    [Fact]
    public void The_search_ends_at_the_root_of_the_repository()
    {
        using var outer = new TemporaryRepository(withGit: false).With("governance.yml", "").With("repository/.git/HEAD", "").With("repository/App/x", "");

        var tree = outer.Tree("repository/App");

        Assert.Null(tree.PolicyFile);
        Assert.Equal(Path.Combine(outer.Root, "repository"), tree.Root);
    }

    [Fact]
    public void Without_repository_and_policy_the_folder_of_the_solution_is_governed()
    {
        using var folder = new TemporaryRepository(withGit: false).With("All.sln", "").With("src/App/x", "");

        Assert.Equal(folder.Root, folder.Tree("src/App").Root);
    }

    [Fact]
    public void A_work_tree_whose_git_is_a_file_is_a_repository()
    {
        using var folder = new TemporaryRepository(withGit: false).With(".git", "gitdir: elsewhere").With("App/x", "");

        Assert.Equal(folder.Root, folder.Tree("App").RepositoryRoot);
    }

    [Theory]
    [InlineData("/a/b/obj/Debug", "/a", "../../..")]
    [InlineData("/a/b", "/a/b", "")]
    [InlineData("/a/b", "/a/c", "../c")]
    public void Relative_paths_go_from_folder_to_folder(string from, string to, string expected) =>
        Assert.Equal(expected, GovernedTree.RelativePath(from, to));
}
