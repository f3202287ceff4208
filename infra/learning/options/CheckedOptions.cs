using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Options;

/// <summary>Enforces the ranges that options records state as attributes.</summary>
public static class CheckedOptions
{
    /// <summary>Returns <paramref name="options"/> unchanged if every property lies in its stated range.</summary>
    /// <exception cref="ValidationException">A value is out of range; the message names the record, the property, the value and the range.</exception>
    public static T Of<T>(T options)
        where T : notnull
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
        {
            IEnumerable<string> sentences = faults.Select(fault =>
            {
                string name = fault.MemberNames.FirstOrDefault() ?? "";
                object? value = typeof(T).GetProperty(name)?.GetValue(options);
                return FormattableString.Invariant($"{typeof(T).Name}.{name} = {value}: {fault.ErrorMessage}");
            });
            throw new ValidationException(string.Join(" ", sentences));
        }

        return options;
    }
}
