using Spectre.Console;

namespace Rampart.Cli;

/// <summary>Standard output carries results, standard error carries progress; either may be a terminal or not.</summary>
static class Terminal
{
    const int PlainWidth = 160;

    /// <summary>Whether somebody watches the progress.</summary>
    public static bool IsInteractive => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>For results.</summary>
    public static IAnsiConsole Output() => Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>For progress.</summary>
    public static IAnsiConsole Errors() => Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>A cell with text from outside: no markup, no emoji, nothing that moves the cursor.</summary>
    public static Text Plain(string text) => new(WithoutControls(text));

    /// <summary>The text without characters that a terminal would obey.</summary>
    public static string WithoutControls(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) && character is not ('\n' or '\t') ? '\uFFFD' : character));

    static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (redirected)
        {
            // Without a terminal there is no width, and Spectre would break lines at 80.
            console.Profile.Width = PlainWidth;
        }
        return console;
    }
}
