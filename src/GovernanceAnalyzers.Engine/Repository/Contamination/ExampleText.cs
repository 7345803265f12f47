using System.Collections.Generic;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>Words of the parts of an example that are compared. One instance serves many examples, one after the other.</summary>
internal sealed class ExampleText
{
    private readonly List<ulong> _input = [];
    private readonly List<ulong> _whole = [];
    private readonly List<ulong> _all = [];
    private readonly List<ulong> _field = [];

    /// <summary>Hashes of every part that can be the same as an evaluation example: each field, what is asked, all of it.</summary>
    public List<ulong> Exact { get; } = [];

    /// <summary>Every word that is compared, context included.</summary>
    public List<ulong> All => _all;

    /// <summary>What the model is asked.</summary>
    public List<ulong> Input => _input;

    /// <summary>What the model is asked and what it should say; the context where there is nothing else.</summary>
    public List<ulong> Whole => _whole.Count > 0 ? _whole : _all;

    public int InputLetters { get; private set; }

    public int WholeLetters { get; private set; }

    /// <summary>A row of numbers is the same as another one or it is not; its parts mean nothing.</summary>
    public bool IsRow { get; private set; }

    public void Take(DataExample example)
    {
        _input.Clear();
        _whole.Clear();
        _all.Clear();
        Exact.Clear();
        (InputLetters, WholeLetters) = (0, 0);
        IsRow = false;
        var allLetters = 0;
        for (var i = 0; i < example.Fields.Count; i++)
        {
            var field = example.Fields[i];
            if (field.Role == FieldRole.Ignored)
            {
                continue;
            }

            IsRow |= field.Role == FieldRole.Row;
            _field.Clear();
            var letters = Words.Add(field.Text, _field);
            if (_field.Count == 0)
            {
                continue;
            }

            Exact.Add(Words.Hash(_field));
            _all.AddRange(_field);
            allLetters += letters;
            if (field.Role == FieldRole.Input)
            {
                _input.AddRange(_field);
                InputLetters += letters;
            }

            if (field.Role != FieldRole.Context)
            {
                _whole.AddRange(_field);
                WholeLetters += letters;
            }
        }

        WholeLetters = _whole.Count > 0 ? WholeLetters : allLetters;
        Same(_input);
        Same(_whole);
        Same(_all);

        void Same(List<ulong> part)
        {
            if (part.Count > 0)
            {
                Exact.Add(Words.Hash(part));
            }
        }
    }
}
