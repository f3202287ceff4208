namespace Rampart.Learning.Objectives;

/// <summary>An objective that pipeline files can name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="OptionsType">The record of its options; its defaults are those of the method.</param>
/// <param name="Make">Makes it for models and options of that type.</param>
public sealed record ObjectiveEntry(string Name, string Summary, Type OptionsType, Func<ObjectiveModels, object, IObjective> Make)
{
    internal static ObjectiveEntry Of<TOptions>(string name, string summary, Func<ObjectiveModels, TOptions, IObjective> make) =>
        new(name, summary, typeof(TOptions), (models, options) => options is TOptions own
            ? make(models, own)
            : throw new ArgumentException($"The objective '{name}' takes {typeof(TOptions).Name}, not {options.GetType().Name}.", nameof(options)));
}
