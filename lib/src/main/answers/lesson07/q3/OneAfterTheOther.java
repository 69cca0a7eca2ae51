List<Line> openAll(Lines lines) throws Exception {
    var opened = new ArrayList<Line>();
    try {
        for (var name : lines.names()) opened.add(lines.open(name));
        return opened;
    } catch (Exception e) {
        opened.forEach(Line::close);
        throw e;
    }
}
