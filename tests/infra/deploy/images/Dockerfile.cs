using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>One instruction of a Dockerfile, its continued lines joined.</summary>
sealed record Instruction(string Name, string Value);

/// <summary>One stage of a Dockerfile; <see cref="Base"/> as it is written, with variables.</summary>
sealed record BuildStage(string Base, string Name, IReadOnlyList<Instruction> Instructions)
{
    public IEnumerable<Instruction> All(string name) => Instructions.Where(instruction => instruction.Name == name);
}

/// <summary>A Dockerfile, as far as the rules look at it.</summary>
sealed partial class Dockerfile
{
    public const string Path = "infra/deploy/images/Dockerfile";

    Dockerfile(IReadOnlyList<BuildStage> stages) => Stages = stages;

    /// <summary>The stages; the last one is the image.</summary>
    public IReadOnlyList<BuildStage> Stages { get; }

    public BuildStage Image => Stages[^1];

    public static Dockerfile Read(DeployFiles files)
    {
        var stages = new List<(string Base, string Name, List<Instruction> Instructions)>();
        foreach (Instruction instruction in Instructions(files.Text(Path)))
        {
            if (instruction.Name == "FROM")
            {
                string[] parts = instruction.Value.Split(' ');
                stages.Add((parts[0], parts.Length > 2 ? parts[2] : "", []));
            }
            else if (stages.Count > 0)
            {
                stages[^1].Instructions.Add(instruction);
            }
        }
        return new Dockerfile([.. stages.Select(stage => new BuildStage(stage.Base, stage.Name, stage.Instructions))]);
    }

    /// <summary>The variables that a stage sets with ENV or LABEL.</summary>
    public static Dictionary<string, string> Pairs(BuildStage stage, string instruction) => stage.All(instruction)
        .SelectMany(i => Pair().Matches(i.Value))
        .ToDictionary(match => match.Groups["key"].Value, match => match.Groups["value"].Value.Trim('"'));

    static IEnumerable<Instruction> Instructions(string text)
    {
        IEnumerable<string> lines = text.Split('\n').Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#'));
        foreach (string line in string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        {
            string[] parts = line.Trim().Split(' ', 2);
            yield return new Instruction(parts[0].ToUpperInvariant(), Spaces().Replace(parts[1], " ").Trim());
        }
    }

    [GeneratedRegex("""(?<key>[\w.]+)=(?<value>"[^"]*"|\S+)""")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
