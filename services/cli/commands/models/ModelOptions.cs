using System.CommandLine;
using Rampart.Registry;

namespace Rampart.Cli.Commands.Models;

/// <summary>Options and arguments that several commands about models have.</summary>
static class ModelOptions
{
    public const string Production = "production";

    public static Argument<ModelReference> Reference(string name = "model") => new(name)
    {
        Description = "NAME:VERSION, NAME@ALIAS, or NAME for the latest version.",
        CustomParser = result =>
        {
            try
            {
                return ModelReference.Parse(result.Tokens[0].Value);
            }
            catch (RegistryException e)
            {
                result.AddError(e.Message);
                return null!;
            }
        },
    };

    public static Argument<string> Name() => new("name") { Description = "The model's name." };

    public static Option<string> Alias() => new("--alias") { Description = "The alias.", DefaultValueFactory = _ => Production };

    public static Option<string> Who() => new("--who")
    {
        Description = "Who decides this; it is kept in the history.",
        DefaultValueFactory = _ => $"{Environment.UserName}@{Environment.MachineName}",
    };

    public static Option<string> Why(string otherwise) => SharedOptions.Reason("Why; it is kept in the history.", otherwise);
}
