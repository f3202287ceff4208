using System.CommandLine;
using Rampart.Artifacts;

namespace Rampart.Cli.Commands.Triggers;

/// <summary>Options and arguments that several commands about watches have.</summary>
static class WatchOptions
{
    public static Argument<string> Name()
    {
        var argument = new Argument<string>("watch") { Description = "The watch's name, which is its pipeline's; `rampart triggers ls` lists them." };
        argument.Validators.Add(result =>
        {
            if (!RunIds.IsValid(result.Tokens[0].Value))
            {
                result.AddError($"\"{result.Tokens[0].Value}\" is not the name of a watch. `rampart triggers ls` lists those that there are.");
            }
        });
        return argument;
    }

    public static Option<string> Who() => new("--who")
    {
        Description = "Who does this; it is kept with it.",
        DefaultValueFactory = _ => $"{Environment.UserName}@{Environment.MachineName}",
    };
}
